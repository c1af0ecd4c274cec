// A file that is too large is named at once and not sent; the server would refuse it after a long wait.
(function () {
  "use strict";

  function size(files) {
    return files.reduce(function (sum, file) { return sum + file.size; }, 0);
  }

  function complaint(input, files) {
    const tooLarge = files.find(function (file) { return file.size > Number(input.dataset.maxBytes); });
    if (tooLarge) {
      return tooLarge.name + "：" + input.dataset.tooLarge;
    }
    return size(files) > Number(input.dataset.maxTotal) ? input.dataset.tooMuch : "";
  }

  document.addEventListener("change", function (event) {
    const input = event.target;
    if (!input.matches("input[type=file][data-max-bytes]")) {
      return;
    }
    const row = input.closest(".row-field");
    const shown = row.querySelector("[data-complaint]");
    if (shown) {
      shown.remove();
    }
    const words = complaint(input, Array.from(input.files));
    if (words) {
      const note = document.createElement("p");
      note.className = "field-error";
      note.dataset.complaint = "";
      note.setAttribute("role", "alert");
      note.textContent = words;
      input.insertAdjacentElement("afterend", note);
      input.value = "";
    }
  });
})();
