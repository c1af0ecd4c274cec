// A signature drawn with finger, pen or mouse becomes a picture in the form's own file field.
(function () {
  "use strict";

  const form = document.querySelector("[data-sign]");
  const canvas = form && form.querySelector("canvas");
  if (!canvas || !window.PointerEvent || !canvas.toBlob) {
    return;
  }
  const pen = canvas.getContext("2d");
  const input = form.querySelector("input[type=file]");
  const note = form.querySelector("[data-sign-note]");
  let strokes = 0;

  function clear() {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.lineWidth = 5;
    pen.lineCap = pen.lineJoin = "round";
    pen.strokeStyle = "#111";
    strokes = 0;
  }

  function place(event) {
    const box = canvas.getBoundingClientRect();
    return [
      ((event.clientX - box.left) * canvas.width) / box.width,
      ((event.clientY - box.top) * canvas.height) / box.height,
    ];
  }

  canvas.addEventListener("pointerdown", function (event) {
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    pen.beginPath();
    pen.moveTo.apply(pen, place(event));
  });
  canvas.addEventListener("pointermove", function (event) {
    if (canvas.hasPointerCapture(event.pointerId)) {
      pen.lineTo.apply(pen, place(event));
      pen.stroke();
      strokes += 1;
    }
  });
  form.querySelector("[data-sign-clear]").addEventListener("click", clear);
  form.addEventListener("submit", function (event) {
    if (!strokes) {
      if (!input.files.length) {
        event.preventDefault();
        note.textContent = "请先在框内签名，或选择签名的照片。";
      }
      return;
    }
    event.preventDefault();
    canvas.toBlob(function (picture) {
      const files = new DataTransfer();
      files.items.add(new File([picture], "signature.png", { type: "image/png" }));
      input.files = files.files;
      strokes = 0;
      form.submit();
    }, "image/png");
  });
  clear();
})();
