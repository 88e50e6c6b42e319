// The rich-text editor speaks English by itself: dialogs ask window.gettext, button titles are fixed in its code.
// Must run before the editor's module.
(function () {
  "use strict";
  var words = {
    "Add caption": "加图注", "Remove caption": "去掉图注", "Alternative Text": "替代文字", "Browse...": "选择…",
    "Bullets": "项目符号", "Cancel": "取消", "Caption": "图注", "Columns": "列数", "Rows": "行数",
    "Decimal numbers": "数字编号", "Edit Figure": "编辑图片", "figure": "插入图片", "Insert Figure": "插入图片",
    "Edit HTML": "查看代码", "edit HTML": "查看代码", "Edit Image": "编辑图片", "Image URL": "图片地址",
    "Edit Link": "编辑链接", "insert link": "插入链接", "remove link": "去掉链接", "Open in new window": "在新窗口打开",
    "Include header row": "含表头", "Insert": "插入", "Insert Table": "插入表格", "Insert table": "插入表格",
    "Table Properties": "表格属性", "List properties": "编号属性", "List type": "编号样式", "Start at": "起始编号",
    "Lowercase Roman numerals": "小写罗马数字", "Uppercase Roman numerals": "大写罗马数字",
    "Lowercase letters": "小写字母", "Uppercase letters": "大写字母", "Prettify": "整理格式", "Title": "标题", "URL": "网址",
    "The HTML contents of the editor. Note that the allowed HTML is restricted by the editor schema.": "正文的代码，不支持的标记会被去掉。",
    "Toggle fullscreen": "全屏编辑", "Update": "确定", "Add column": "加一列", "Add row": "加一行",
    "Delete column": "删去本列", "Delete row": "删去本行", "Delete table": "删去表格", "Toggle header cell": "设为表头",
    "Merge cells": "合并单元格", "Split cell": "拆分单元格", "bold": "加粗", "italic": "倾斜", "underline": "下划线",
    "strike": "删除线", "subscript": "下标", "superscript": "上标", "undo": "撤销", "redo": "重做",
    "unordered list": "项目列表", "ordered list": "编号列表", "blockquote": "引用", "horizontal rule": "分隔线",
    "paragraph": "正文", "Paragraph": "正文", "left": "左对齐", "center": "居中", "right": "右对齐", "justify": "两端对齐",
    "Yes": "是", "No": "否", "Code": "代码", "Code block": "代码块", "code": "代码", "Block style": "段落样式", "Reset all classes": "清除样式",
    "heading 1": "一级标题", "heading 2": "一级标题　一、", "heading 3": "二级标题　（一）", "heading 4": "三级标题　1.",
    "Heading 1": "一级标题", "Heading 2": "一级标题　一、", "Heading 3": "二级标题　（一）", "Heading 4": "三级标题　1.",
  };
  window.gettext = function (text) { return words[text] || text; };

  // Everything the editor draws around the text; never the text itself.
  // "段落: default" and "段落: 居中" are half ours.
  function said(text) {
    if (words[text]) return words[text];
    return /^(段落|标题): /.test(text) ? text.replace(": default", "：默认").replace(": ", "：") : "";
  }
  function translate(scope) {
    scope.querySelectorAll(".prose-menubar button[title]").forEach(function (button) {
      if (words[button.title]) button.title = words[button.title];
      if (button.title) button.setAttribute("aria-label", button.title);
    });
    scope.querySelectorAll(".prose-menubar button[aria-label]").forEach(function (button) {
      // The word inside may be the name of an icon in the editor's font; in Chinese it would be no icon any more.
      if (words[button.textContent] && !button.classList.contains("material-icons")) button.textContent = words[button.textContent];
      if (words[button.ariaLabel]) button.setAttribute("aria-label", words[button.ariaLabel]);
    });
    scope.querySelectorAll(".prose-menubar__picker, .prose-editor-dialog").forEach(function (place) {
      var walk = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
      while (walk.nextNode()) {
        var chinese = said(walk.currentNode.data.trim());
        if (chinese) walk.currentNode.data = chinese;
      }
    });
    scope.querySelectorAll(".ProseMirror[contenteditable]:not([aria-label])").forEach(function (text) {
      text.setAttribute("aria-label", "正文");
    });
  }
  // What the check found leads to its place: data-where as the check says it (标题, 正文第 3 段), data-find the words.
  function within(scope, words) {
    var walk = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT), nodes = [], all = "";
    while (walk.nextNode()) {
      nodes.push({ node: walk.currentNode, from: all.length });
      all += walk.currentNode.data;
    }
    var start = words ? all.indexOf(words) : -1;
    if (start < 0) return null;
    function place(offset) {
      var found = nodes.filter(function (n) { return n.from <= offset; }).pop();
      return [found.node, offset - found.from];
    }
    var range = document.createRange();
    range.setStart.apply(range, place(start));
    range.setEnd.apply(range, place(start + words.length));
    return range;
  }
  function paragraph(editor, where) {
    var number = /第 (\d+) 段/.exec(where);
    var all = Array.from(editor.querySelectorAll("p, h2, h3, h4")).filter(function (block) {
      return !block.closest("table") && block.textContent.trim();
    });
    return number ? all[number[1] - 1] : null;
  }
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-find]");
    if (!button) return;
    var words = button.dataset.find, editor = document.querySelector(".ProseMirror[contenteditable]");
    var title = document.querySelector("[name=title]");
    if (button.dataset.where === "标题" && title) {
      var at = title.value.indexOf(words);
      title.focus();
      if (at >= 0) title.setSelectionRange(at, at + words.length);
      return;
    }
    if (!editor) return;
    var scope = paragraph(editor, button.dataset.where);
    var range = (scope && within(scope, words)) || within(editor, words);
    if (!range && scope) {
      range = document.createRange();
      range.selectNodeContents(scope);
    }
    if (!range) return;
    editor.focus();
    var selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    (scope || range.startContainer.parentElement).scrollIntoView({ block: "center" });
  });

  new MutationObserver(function (changes) {
    var drawn = changes.some(function (change) {
      return !(change.target.closest && change.target.closest("[contenteditable]"));
    });
    if (drawn) translate(document);
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
