// What was typed survives a failed connection, an ended session and a refusal: data-keep or data-autosave on a form.
// A copy is its writer's: on a computer that several share nobody is offered, and nobody's browser keeps, another's text.
(function () {
  "use strict";
  var PREFIX = "gongkai:";
  var SIGNED_OUT = "登录已失效，内容留在本机，请在新窗口登录后再保存。";
  var NOT_DELIVERED = "没有送达，内容已留在本机，稍后再存";
  // What the server says about this page: who reads it, which forms it took since the last page, whether it refuses one.
  var told = document.querySelector("meta[name=kept]");
  var person = told ? told.dataset.person : "";
  var refused = Boolean(told && "refused" in told.dataset);
  var mine = PREFIX + person + ":";

  var editors = new Map();
  document.addEventListener("prose-editor:ready", function (event) {
    editors.set(event.detail.textarea, event.detail.editor);
  });

  function store(work) {
    try { return work(localStorage); } catch (none) { return null; /* no store, or full: the server has the last saved state */ }
  }
  function each(work) {
    store(function (kept) {
      Object.keys(kept).forEach(function (key) { if (key.indexOf(PREFIX) === 0) work(kept, key); });
    });
  }
  function pathOf(address) {
    return new URL(address || location.href, location.href).pathname;
  }
  // By the address to which the form is sent: after a refusal it stands on a page of another address.
  function keyOf(form) {
    return mine + pathOf(form.getAttribute("action")) + "#" + (form.id || "form");
  }
  // Nothing hidden is kept: which text was seen, and the like, belongs to the page and not to the person.
  function fields(form) {
    return Array.from(form.elements).filter(function (field) {
      return field.name && !/^(hidden|file|password|submit|button|reset|fieldset)$/.test(field.type);
    });
  }
  function typed(form) {
    var values = {};
    fields(form).forEach(function (field) {
      var held = values[field.name] = values[field.name] || [];
      if (/^(checkbox|radio)$/.test(field.type)) {
        if (field.checked) held.push(field.value);
      } else if (field.type === "select-multiple") {
        Array.from(field.selectedOptions).forEach(function (option) { held.push(option.value); });
      } else held.push(field.value);
    });
    return values;
  }
  // sent: the address that will say it has taken the text.
  function keep(form, sent) {
    if (!person || !("keep" in form.dataset || form.dataset.autosave)) return;
    store(function (kept) {
      kept.setItem(keyOf(form), JSON.stringify({ sent: sent || pathOf(form.getAttribute("action")), values: typed(form) }));
    });
  }
  function forget(form) {
    store(function (kept) { kept.removeItem(keyOf(form)); });
  }
  function keptOf(form) {
    var kept = store(function (all) { return JSON.parse(all.getItem(keyOf(form))); });
    return kept && kept.values ? kept : null;
  }
  function restore(form, values) {
    var turn = {};
    fields(form).forEach(function (field) {
      var held = values[field.name];
      if (!held) return;
      if (/^(checkbox|radio)$/.test(field.type)) field.checked = held.indexOf(field.value) >= 0;
      else if (field.type === "select-multiple") {
        Array.from(field.options).forEach(function (option) { option.selected = held.indexOf(option.value) >= 0; });
      } else {
        turn[field.name] = (turn[field.name] || 0) + 1;
        var value = held[turn[field.name] - 1];
        if (value === undefined) return;
        field.value = value;
        if (editors.has(field)) editors.get(field).commands.setContent(value);
      }
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
  function offer(form) {
    var kept = person && keptOf(form);
    if (!kept) return;
    var now = typed(form);
    var differs = Object.keys(kept.values).some(function (name) {
      return now[name] && JSON.stringify(now[name]) !== JSON.stringify(kept.values[name]);
    });
    if (!differs) {
      // On the answer of a refusal it stands on the page, but nowhere else yet.
      if (!refused) forget(form);
      return;
    }
    var box = document.createElement("div");
    box.className = "notice notice-warn";
    box.innerHTML = '<span class="mark" aria-hidden="true">！</span><div><strong>本机留有上次没有送达的内容</strong><p class="cluster"></p></div>';
    [["恢复", true], ["不用", false]].forEach(function (pair) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "button button-small";
      button.textContent = pair[0];
      button.addEventListener("click", function (event) {
        event.stopPropagation(); // the button goes; a tap outside would close the pane around it
        if (pair[1]) restore(form, kept.values);
        else forget(form);
        box.remove();
      });
      box.querySelector("p").append(button);
    });
    form.prepend(box);
    var pane = form.closest("details");
    if (pane) pane.open = true;
  }

  // After signing in again in another window the open page holds an old token; a fresh one only for the same person.
  function renew() {
    return fetch(location.href, { credentials: "same-origin" }).then(function (answer) {
      return answer.text().then(function (text) {
        var page = new DOMParser().parseFromString(text, "text/html");
        var who = page.querySelector("meta[name=kept]");
        var token = page.querySelector("input[name=csrfmiddlewaretoken]");
        if (answer.redirected || !token || !who || who.dataset.person !== person) return false;
        document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach(function (field) { field.value = token.value; });
        return true;
      });
    });
  }
  function send(form) {
    var data = new FormData(form);
    form.querySelectorAll("input[type=file]").forEach(function (input) { data.delete(input.name); });
    return fetch(form.dataset.autosave, {
      method: "POST",
      body: data,
      headers: { "X-Requested-With": "fetch", Accept: "application/json" },
      credentials: "same-origin",
    });
  }
  // The answer is JSON: {"saved": "14:03", "edition": 3}, or {"message": "…"} with a status of refusal.
  function saidBy(answer) {
    return answer.json().catch(function () { return {}; }).then(function (body) {
      if (answer.redirected || answer.status === 401) throw new Error(SIGNED_OUT);
      if (!answer.ok || !body.saved) throw new Error(body.message || NOT_DELIVERED);
      return body;
    });
  }

  // Saves by itself: data-autosave holds the address.
  function autosave(form) {
    var timer = null;
    var busy = false;
    var again = false;
    var status = document.querySelector("[data-saved]");
    function tell(text) { if (status) status.textContent = text; }
    function save() {
      if (busy) {
        again = true;
        return;
      }
      busy = true;
      tell("正在保存…");
      send(form).then(function (answer) {
        if (answer.status !== 403) return answer;
        return renew().then(function (fresh) { return fresh ? send(form) : answer; });
      }).then(saidBy).then(function (body) {
        // What the server now holds: the digest that was seen, the edition that the form was filled from.
        document.querySelectorAll("[data-edition]").forEach(function (field) { field.value = body.edition || field.value; });
        ["digest", "edition"].forEach(function (name) {
          if (name in body && form.elements[name]) form.elements[name].value = body[name];
        });
        forget(form);
        tell("已自动保存 " + body.saved);
      }).catch(function (fault) {
        keep(form);
        tell(fault instanceof TypeError ? NOT_DELIVERED : fault.message);
      }).finally(function () {
        busy = false;
        if (again) {
          again = false;
          save();
        }
      });
    }
    form.addEventListener("input", function () {
      clearTimeout(timer);
      tell("尚未保存");
      timer = setTimeout(save, 2500);
    });
  }

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    // Signing out is leaving the computer to the next person.
    if ("forget" in form.dataset) each(function (kept, key) { kept.removeItem(key); });
    else keep(form);
    var beside = document.getElementById(form.dataset.with);
    if (beside) keep(beside, pathOf(form.getAttribute("action")));
  });
  // data-with: the fields of another form travel along, so that a refusal can show them again.
  document.addEventListener("formdata", function (event) {
    var beside = document.getElementById(event.target.dataset.with);
    if (!beside) return;
    var own = Array.from(event.formData.keys());
    new FormData(beside).forEach(function (value, name) {
      if (typeof value === "string" && own.indexOf(name) < 0) event.formData.append(name, value);
    });
  });

  function prepare(scope) {
    scope.querySelectorAll("form[data-keep], form[data-autosave]").forEach(offer);
    scope.querySelectorAll("form[data-autosave]").forEach(autosave);
  }
  function begin() {
    if (!person) return; // nobody is signed in: what is kept waits for its writer
    // The answer of a refused form cannot be shown a second time: going back and loading anew ask for the form's page.
    if (refused && history.replaceState) history.replaceState(null, "", told.dataset.refused);
    var taken = JSON.parse(told.dataset.taken || "[]");
    each(function (kept, key) {
      var sent = null;
      try { sent = JSON.parse(kept.getItem(key)).sent; } catch (broken) { sent = null; }
      if (key.indexOf(mine) !== 0 || taken.indexOf(sent) >= 0) kept.removeItem(key);
    });
  }
  begin();
  prepare(document);
  document.addEventListener("htmx:afterSwap", function (event) { prepare(event.target); });
})();
