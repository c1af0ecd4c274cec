// The idle time of the session: somebody at work stays signed in, somebody away is warned before it ends.
// <html data-idle="seconds" data-warning="seconds" data-stay="address"> says how long; without it nothing happens.
(function () {
  "use strict";
  const told = document.documentElement.dataset;
  const idle = Number(told.idle) * 1000;
  const warning = Number(told.warning) * 1000;
  if (!idle || !told.stay) {
    return;
  }
  const KEY = "session-seen:" + (told.user || "");
  const ASK_EVERY = Math.min(5 * 60 * 1000, idle / 4); // milliseconds between requests of a page that is worked in
  let seen = Date.now(); // when the server last heard of this page
  let hasWorked = false;
  let isOver = false;
  let box = null;

  // Pages of the same user share when the server last heard of one of them.
  function share() {
    seen = Date.now();
    try {
      window.localStorage.setItem(KEY, String(seen));
    } catch (error) {
      // Storage is shut off: each page counts for itself.
    }
  }

  function lastSeen() {
    try {
      const elsewhere = Number(window.localStorage.getItem(KEY));
      return elsewhere <= Date.now() ? Math.max(seen, elsewhere) : seen;
    } catch (error) {
      return seen;
    }
  }

  function drop() {
    if (box) {
      box.remove();
      box = null;
    }
  }

  function show(words, verb, work) {
    drop();
    box = document.createElement("div");
    box.className = "session-warning alert alert-warning";
    box.setAttribute("role", "alert");
    const text = document.createElement("span");
    text.textContent = words;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-sm btn-primary";
    button.textContent = verb;
    button.addEventListener("click", work);
    box.append(text, button);
    document.body.append(box);
  }

  function over() {
    isOver = true;
    show("登录已过期。已填写的内容仍在本页，未提交的请先抄下或复制，再重新登录。", "重新登录", function () {
      window.location.reload();
    });
  }

  function stay() {
    hasWorked = false;
    window.fetch(told.stay, { credentials: "same-origin", redirect: "manual", cache: "no-store" }).then(function (answer) {
      if (answer.ok) {
        share();
        drop();
      } else if (answer.type === "opaqueredirect") {
        over();
      }
    }).catch(function () {
      // No network: asked again at the next look.
    });
  }

  function look() {
    if (isOver) {
      return;
    }
    const away = Date.now() - lastSeen();
    if (away >= idle) {
      over();
    } else if (hasWorked && away >= ASK_EVERY) {
      stay();
    } else if (away >= idle - warning) {
      if (!box) {
        const minutes = Math.max(1, Math.round(warning / 60000));
        show("您已很久没有操作，约 " + minutes + " 分钟后将自动退出登录。", "继续使用", stay);
      }
    } else {
      drop();
    }
  }

  ["keydown", "pointerdown", "input"].forEach(function (name) {
    document.addEventListener(name, function (event) {
      if (!box || !box.contains(event.target)) {
        hasWorked = true;
      }
    }, { passive: true });
  });
  document.addEventListener("htmx:afterRequest", share);
  document.addEventListener("visibilitychange", look);
  window.setInterval(look, Math.max(250, Math.min(15000, warning / 4)));
  share();
})();
