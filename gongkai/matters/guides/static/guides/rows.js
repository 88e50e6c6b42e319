// Rows of a table that is typed into, without going to the server. The same buttons work as submits without this.
(function () {
  "use strict";

  function rowsOf(table) {
    return Array.from(table.tBodies[0].rows);
  }

  // Names, numbers and labels follow the place of a row.
  function renumber(table) {
    var id = table.dataset.rows;
    rowsOf(table).forEach(function (row, at) {
      row.querySelector(".serial").textContent = at + 1;
      row.querySelectorAll("[data-column]").forEach(function (input) {
        input.name = input.id = "el-" + id + "-" + at + "-" + input.dataset.column;
        input.setAttribute("aria-label", input.getAttribute("aria-label").replace(/第 \d+ 行/, "第 " + (at + 1) + " 行"));
      });
      row.querySelectorAll("[data-row-act]").forEach(function (button) {
        button.value = button.dataset.rowAct + ":" + id + ":" + at;
        button.setAttribute("aria-label", button.getAttribute("aria-label").replace(/第 \d+ 行/, "第 " + (at + 1) + " 行"));
      });
    });
  }

  function emptied(row) {
    row.querySelectorAll(".cell-wrong").forEach(function (said) { said.remove(); });
    row.querySelectorAll("[data-column]").forEach(function (input) {
      input.removeAttribute("aria-invalid");
      input.removeAttribute("aria-describedby");
      if (input.tagName === "SELECT") {
        Array.from(input.options).forEach(function (option) { option.selected = option.defaultSelected = false; });
        input.selectedIndex = 0;
      } else {
        input.value = input.defaultValue = "";
      }
    });
    return row;
  }

  function isEmpty(row) {
    return Array.from(row.querySelectorAll("[data-column]")).every(function (input) { return !input.value.trim(); });
  }

  function changed(table) {
    renumber(table);
    table.dispatchEvent(new Event("input", { bubbles: true }));
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("button[data-row-act]");
    if (!button) return;
    event.preventDefault();
    var act = button.dataset.rowAct;
    var table = act === "add" ? document.querySelector('table[data-rows="' + button.dataset.for + '"]') : button.closest("table");
    var rows = rowsOf(table);
    var row = act === "add" ? rows[rows.length - 1] : button.closest("tr");
    var next = row;
    if (act === "remove") {
      next = row.nextElementSibling || row.previousElementSibling || row;
      if (rows.length > 1) row.remove();
      else emptied(row);
    } else {
      next = emptied(row.cloneNode(true));
      row.after(next);
    }
    changed(table);
    next.querySelector("[data-column]").focus();
  });

  // Empty rows between filled ones are not sent: what is kept on this machine stays equal to what is stored.
  document.addEventListener("submit", function (event) {
    event.target.querySelectorAll("table[data-rows]").forEach(function (table) {
      var rows = rowsOf(table);
      var last = rows.length - 1;
      while (last > 0 && isEmpty(rows[last])) last -= 1;
      rows.slice(0, last).forEach(function (row) { if (isEmpty(row)) row.remove(); });
      renumber(table);
    });
  }, true);
})();
