// The portal reads well without this. It runs in the head, so that 长者版 is there before the first paint.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("scripted");
  var query = new URLSearchParams(location.search);

  function stored(name) {
    try { return localStorage.getItem("portal:" + name) === "1"; } catch (none) { return false; }
  }
  function store(name, on) {
    try { localStorage.setItem("portal:" + name, on ? "1" : "0"); } catch (none) { /* links keep it */ }
  }
  function set(name, on) {
    root.classList.toggle(name, on);
    store(name, on);
    document.querySelectorAll('[data-aid="' + name + '"]').forEach(function (button) {
      button.setAttribute("aria-pressed", String(on));
    });
  }
  ["elder", "contrast"].forEach(function (name) {
    if (query.has(name)) store(name, query.get(name) === "1");
    if (query.has(name) ? query.get(name) === "1" : stored(name)) root.classList.add(name);
  });

  // 朗读: offered only where the browser has a Chinese voice.
  function voice() {
    return "speechSynthesis" in window && speechSynthesis.getVoices().find(function (v) { return /^(zh|cmn)/i.test(v.lang); });
  }
  function read(button) {
    if (speechSynthesis.speaking) {
      speechSynthesis.cancel();
      return;
    }
    var blocks = document.querySelectorAll("main h1, main .document :is(p, h2, h3, h4, li, td, th)");
    button.setAttribute("aria-pressed", "true");
    button.textContent = "停止朗读";
    blocks.forEach(function (block, place) {
      var words = new SpeechSynthesisUtterance(block.textContent);
      words.lang = "zh-CN";
      words.voice = voice();
      if (place === blocks.length - 1) words.onend = quiet;
      speechSynthesis.speak(words);
    });
    function quiet() {
      button.setAttribute("aria-pressed", "false");
      button.textContent = "朗读";
    }
    var watch = setInterval(function () {
      if (!speechSynthesis.speaking) {
        clearInterval(watch);
        quiet();
      }
    }, 500);
  }

  document.addEventListener("DOMContentLoaded", function () {
    ["elder", "contrast"].forEach(function (name) {
      document.querySelectorAll('[data-aid="' + name + '"]').forEach(function (button) {
        button.setAttribute("aria-pressed", String(root.classList.contains(name)));
        button.addEventListener("click", function () { set(name, !root.classList.contains(name)); });
      });
    });
    var aloud = document.querySelector('[data-aid="read"]');
    if (aloud && document.querySelector("main .document") && "speechSynthesis" in window) {
      var offer = function () { aloud.hidden = !voice(); };
      offer();
      speechSynthesis.addEventListener("voiceschanged", offer);
      aloud.addEventListener("click", function () { read(aloud); });
    }
    document.querySelectorAll("[data-print]").forEach(function (button) {
      button.addEventListener("click", function () { window.print(); });
    });
  });

  // The state goes along in links, for browsers that keep nothing (and for sharing).
  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[href]");
    if (!link || link.origin !== location.origin || link.hash || /^\/(f|desk|api)\//.test(link.pathname)) return;
    var address = new URL(link.href);
    if (root.classList.contains("elder")) address.searchParams.set("elder", "1");
    else if (query.has("elder")) address.searchParams.set("elder", "0");
    link.href = address.href;
  });
})();
