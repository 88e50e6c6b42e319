// Small helps for the desk. Every page works without them; htmx and the keeping of what was typed (kept.js) are separate.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("scripted");

  function say(text) {
    var place = document.getElementById("said");
    if (place) place.textContent = text;
  }

  // A dangerous act is asked twice: the first tap changes the words, the second one submits.
  // data-typed: only when the form of that id holds words; an empty text of the editor holds tags.
  function hasWords(form) {
    return Boolean(form) && Array.from(form.querySelectorAll("textarea, input[type=text]")).some(function (field) {
      return field.name && field.value.replace(/<(?!img)[^>]*>|&nbsp;/g, "").trim();
    });
  }
  var armed = null;
  function disarm() {
    if (!armed) return;
    armed.button.classList.remove("armed");
    armed.button.textContent = armed.words;
    clearTimeout(armed.timer);
    armed = null;
  }
  document.addEventListener("click", function (event) {
    var button = event.target.closest("button[data-confirm]");
    if (!button || ("typed" in button.dataset && !hasWords(document.getElementById(button.dataset.typed)))) return;
    if (armed && armed.button === button) {
      disarm();
      return;
    }
    disarm();
    event.preventDefault();
    armed = { button: button, words: button.textContent, timer: setTimeout(disarm, 6000) };
    button.classList.add("armed");
    button.textContent = button.dataset.confirm;
    say(button.dataset.confirm);
  });

  // One press is one submission; the server holds the same promise by the digest in the form.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sending) {
      event.preventDefault();
      return;
    }
    form.dataset.sending = "1";
    if (event.submitter) event.submitter.setAttribute("aria-disabled", "true");
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sending]").forEach(function (form) {
      delete form.dataset.sending;
      form.querySelectorAll("[aria-disabled]").forEach(function (b) { b.removeAttribute("aria-disabled"); });
    });
  });

  // Counters: data-limit on a text area.
  function count(area) {
    var place = area.nextElementSibling;
    if (!place || !place.classList.contains("counter")) {
      place = document.createElement("span");
      place.className = "counter";
      area.after(place);
    }
    var used = Array.from(area.value).length;
    var limit = Number(area.dataset.limit);
    place.textContent = used > limit ? "超出 " + (used - limit) + " 字" : used + " / " + limit + " 字";
    place.classList.toggle("over", used > limit);
  }

  // Copying: data-copy holds the id of a text area, or of a text with its form. Without a clipboard (plain http) the
  // old way; the text stays selected.
  function select(place) {
    if (place.select) {
      place.focus();
      place.select();
      return;
    }
    var range = document.createRange();
    range.selectNodeContents(place);
    var selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
  }
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-copy]");
    var place = button && document.getElementById(button.dataset.copy);
    if (!place) return;
    select(place);
    function done() { button.textContent = "已复制"; say("已复制"); }
    function failed() { say("请按住文字手动复制"); button.textContent = "已选中，请手动复制"; }
    function oldWay() {
      var copied = false;
      try { copied = document.execCommand("copy"); } catch (refused) { copied = false; }
      if (copied) done(); else failed();
    }
    if (place.select && navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(place.value).then(done, oldWay);
    else oldWay();
  });

  // Common words go where the person writes.
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-phrase]");
    if (!button) return;
    var area = document.getElementById(button.dataset.target);
    if (!area) return;
    var ends = /[。；！？，]$/.test(area.value) || !area.value;
    area.value += (ends ? "" : "；") + button.dataset.phrase;
    area.dispatchEvent(new Event("input", { bubbles: true }));
    area.focus();
  });

  // The editors on the page, by their text areas: pictures go into them.
  var editors = new Map();
  document.addEventListener("prose-editor:ready", function (event) {
    editors.set(event.detail.textarea, event.detail.editor);
    // Pasted alignment comes as style, which the page's policy does not read: it becomes a class.
    event.detail.editor.setOptions({ editorProps: { transformPastedHTML: function (html) {
      return html.replace(/<(p|h[1-4])\b([^>]*?)\sstyle="[^"]*?text-align:\s*(left|center|right|justify)[^"]*"/gi,
        '<$1$2 class="align-$3"');
    } } });
  });

  // Selecting several rows: data-pick-all, data-pick, data-picked (the count).
  document.addEventListener("change", function (event) {
    var all = event.target.closest("[data-pick-all]");
    var boxes = Array.from(document.querySelectorAll("input[data-pick]"));
    if (all) boxes.forEach(function (box) { box.checked = all.checked; });
    if (all || event.target.matches("input[data-pick]")) {
      var chosen = boxes.filter(function (box) { return box.checked; }).length;
      document.querySelectorAll("[data-picked]").forEach(function (place) {
        place.textContent = chosen ? "已选 " + chosen + " 件" : place.dataset.picked;
      });
    }
    var form = event.target.closest("form[data-autosubmit]");
    if (form && event.target.matches("select, input")) form.requestSubmit();
  });

  // The browser's own file button speaks the browser's language; ours speaks Chinese.
  function pickFile(input) {
    if (!input.id || input.classList.contains("unseen")) return;
    var label = document.createElement("label");
    label.htmlFor = input.id;
    label.className = "button button-small file-pick";
    label.textContent = "选择文件";
    var name = document.createElement("span");
    name.className = "file-name";
    name.textContent = " 尚未选择";
    input.classList.add("unseen");
    input.after(label);
    label.after(name);
    input.addEventListener("change", function () {
      name.textContent = " " + (Array.from(input.files).map(function (f) { return f.name; }).join("，") || "尚未选择");
    });
  }

  // One fold of the top line at a time; Escape and a tap outside close what is open.
  function closeOthers(except) {
    document.querySelectorAll("details.fold[open], details.act[open]").forEach(function (one) {
      if (!one.contains(except)) one.open = false;
    });
  }
  document.addEventListener("click", function (event) { closeOthers(event.target); });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    disarm();
    var open = document.querySelector("details.fold[open], details.act[open]");
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
    }
  });
  document.addEventListener("toggle", function (event) {
    if (!event.target.matches || !event.target.matches("details.act")) return;
    var area = event.target.open && event.target.querySelector("textarea, input:not([type=hidden]), select");
    if (area) area.focus({ preventScroll: true });
  }, true);

  document.addEventListener("htmx:sendError", function () { say("没有送达，请检查网络后重试"); });
  document.addEventListener("htmx:responseError", function () { say("服务器没有办成，请重试"); });

  function prepare(scope) {
    scope.querySelectorAll("textarea[data-limit]").forEach(function (area) {
      count(area);
      area.addEventListener("input", function () { count(area); });
    });
    scope.querySelectorAll("input[type=file]").forEach(pickFile);
    scope.querySelectorAll("[data-print]").forEach(function (button) {
      button.addEventListener("click", function () { window.print(); });
    });
    var wrong = scope.querySelector("[data-focus]");
    if (wrong) wrong.focus();
  }
  prepare(document);
  document.addEventListener("htmx:afterSwap", function (event) { prepare(event.target); });

  // Pictures: chosen, pasted or dropped, each goes into the store and stands in the text by its address.
  function intoTheText(input, file) {
    var field = input.form.elements[input.dataset.into];
    var editor = editors.get(field);
    var data = new FormData();
    data.append("file", file);
    data.append("csrfmiddlewaretoken", input.form.elements.csrfmiddlewaretoken.value);
    fetch(input.dataset.picture, { method: "POST", body: data, credentials: "same-origin" })
      .then(function (answer) {
        return answer.json().then(function (body) {
          if (!answer.ok) throw new Error(body.message);
          var alt = file.name.replace(/\.[^.]*$/, "");
          editor.chain().focus().insertContent('<img src="' + body.address + '" alt="' + alt.replace(/"/g, "") + '">').run();
        });
      })
      .catch(function (fault) {
        var status = document.querySelector("[data-saved]");
        if (status) status.textContent = fault.message || "图片没有上传成功，请重试。";
      });
  }
  document.querySelectorAll("input[data-picture]").forEach(function (input) {
    input.addEventListener("change", function () {
      Array.prototype.forEach.call(input.files, function (file) { intoTheText(input, file); });
      input.value = "";
    });
    ["paste", "drop"].forEach(function (kind) {
      document.addEventListener(kind, function (event) {
        var given = (event.clipboardData || event.dataTransfer || {}).files || [];
        var pictures = Array.prototype.filter.call(given, function (f) { return f.type.indexOf("image/") === 0; });
        if (!pictures.length || !event.target.closest || !event.target.closest(".ProseMirror")) return;
        event.preventDefault();
        event.stopPropagation();
        pictures.forEach(function (file) { intoTheText(input, file); });
      }, true);
    });
  });
})();
