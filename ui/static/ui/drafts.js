// Drafts on the device: what is typed into form[data-draft] is kept here until the server has answered.
// A draft belongs to the user named by <html data-user>; it goes on answer, on sign-out, and after 24 hours.
(function () {
  "use strict";
  const PREFIX = "draft:";
  const KEPT = 24 * 60 * 60 * 1000; // milliseconds
  const SAVE_AFTER = 400; // milliseconds without typing
  const ANSWER_WITHIN = 30000; // milliseconds
  const NEVER_KEPT = ["csrfmiddlewaretoken", "opened_by"];
  const user = document.documentElement.dataset.user || "";
  let isSignedOut = false;

  function each(work) {
    try {
      Object.keys(window.localStorage).filter(function (key) { return key.startsWith(PREFIX); }).forEach(function (key) {
        let draft = null;
        try {
          draft = JSON.parse(window.localStorage.getItem(key));
        } catch (error) {
          // Not one of ours any more: it goes.
        }
        if (work(draft, key)) {
          window.localStorage.removeItem(key);
        }
      });
    } catch (error) {
      // Storage is shut off: there are no drafts.
    }
  }

  function purge() {
    const now = Date.now();
    each(function (draft) { return !draft || !(now - draft.saved < KEPT) || draft.saved > now + KEPT; });
  }

  function wipeAll() {
    each(function () { return true; });
  }

  function wipeSubmission(submission) {
    each(function (draft) { return Boolean(draft) && draft.fields.submission === submission; });
  }

  window.drafts = { purge: purge, wipeAll: wipeAll };

  function clock(moment) {
    const two = function (part) { return String(part).padStart(2, "0"); };
    const at = new Date(moment);
    return two(at.getHours()) + ":" + two(at.getMinutes());
  }

  // One form and its draft.
  function attend(form) {
    const key = PREFIX + user + ":" + form.dataset.draft;
    let timer = 0;
    let isOver = false;

    function line(words) {
      const place = form.querySelector("[data-draft-line]");
      if (place) {
        place.textContent = words;
      }
    }

    function fieldsNow() {
      const fields = {};
      new FormData(form).forEach(function (value, name) {
        if (NEVER_KEPT.includes(name) || typeof value !== "string") {
          return;
        }
        if (!(name in fields)) {
          fields[name] = value;
        } else {
          fields[name] = [].concat(fields[name], value);
        }
      });
      return fields;
    }

    function save() {
      window.clearTimeout(timer);
      timer = 0;
      if (isOver || isSignedOut || !user) {
        return;
      }
      const now = Date.now();
      try {
        window.localStorage.setItem(key, JSON.stringify({ saved: now, fields: fieldsNow() }));
        line("草稿已保存 " + clock(now));
      } catch (error) {
        line("本机不能保存草稿，请及时提交");
      }
    }

    function later() {
      window.clearTimeout(timer);
      timer = window.setTimeout(save, SAVE_AFTER);
    }

    function stored() {
      try {
        return JSON.parse(window.localStorage.getItem(key));
      } catch (error) {
        return null;
      }
    }

    function put(field, values) {
      if (field.type === "radio" || field.type === "checkbox") {
        field.checked = values.includes(field.value);
      } else if (values.length && field.type !== "file" && field.type !== "submit") {
        field.value = values[0];
      }
    }

    function restore() {
      const draft = stored();
      if (!draft || !draft.fields) {
        return;
      }
      form.dispatchEvent(new CustomEvent("draft:restoring", { detail: { fields: draft.fields } }));
      Array.from(form.elements).forEach(function (field) {
        if (field.name && !NEVER_KEPT.includes(field.name) && field.tagName !== "BUTTON") {
          put(field, field.name in draft.fields ? [].concat(draft.fields[field.name]) : []);
        }
      });
      form.dispatchEvent(new CustomEvent("draft:restored"));
      const notice = form.querySelector("[data-draft-restored]");
      if (notice) {
        notice.querySelector("[data-draft-words]").textContent = "已恢复 " + clock(draft.saved) + " 保存在本机的草稿，可接着填写。";
        notice.hidden = false;
      }
      line("草稿已保存 " + clock(draft.saved));
    }

    function discard() {
      isOver = true;
      window.clearTimeout(timer);
      window.localStorage.removeItem(key);
      window.location.reload();
    }

    // Sending: by fetch, so that a lost connection or an ended session loses nothing.
    function say(words, way) {
      const trouble = form.querySelector("[data-draft-trouble]");
      trouble.textContent = words;
      if (way) {
        trouble.append(way);
      }
      trouble.hidden = false;
    }

    function retry() {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-sm btn-quiet";
      button.textContent = "重新提交";
      button.addEventListener("click", function () { form.requestSubmit(); });
      return button;
    }

    function link(address, words) {
      const way = document.createElement("a");
      way.className = "btn btn-sm btn-quiet";
      way.href = address;
      way.textContent = words;
      return way;
    }

    function busy(is) {
      form.setAttribute("aria-busy", String(is));
      form.querySelectorAll("[data-save]").forEach(function (button) { button.disabled = is; });
    }

    function send() {
      save();
      form.querySelector("[data-draft-trouble]").hidden = true;
      busy(true);
      const waiting = new AbortController();
      const limit = window.setTimeout(function () { waiting.abort(); }, ANSWER_WITHIN);
      window.fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin", signal: waiting.signal })
        .then(function (response) {
          return response.text().then(function (text) { answer(response, text); });
        })
        .catch(function () {
          say("网络不通，没有保存成功。已填内容保存在本机，不会丢失；网络恢复后请重新提交，不会重复登记。", retry());
        })
        .then(function () {
          window.clearTimeout(limit);
          busy(false);
        });
    }

    function answer(response, text) {
      const page = new DOMParser().parseFromString(text, "text/html");
      const done = page.querySelector("[data-wipe-draft]");
      const same = page.querySelector('form[data-draft="' + CSS.escape(form.dataset.draft) + '"]');
      if (response.ok && done) {
        isOver = true;
        window.clearTimeout(timer);
        wipeSubmission(done.dataset.wipeDraft);
        window.location.assign(response.url);
      } else if (response.ok && same) {
        comeBack(same);
      } else if (response.status === 401 || (response.ok && response.redirected)) {
        say("登录已过期，没有保存。已填内容保存在本机，请重新登录，登录后回到这里接着提交。", link(form.dataset.signIn, "重新登录"));
      } else if (response.status === 403) {
        say("本页已失效，没有保存。已填内容保存在本机，请重新打开本页后再提交。", link(window.location.href, "重新打开"));
      } else {
        say("服务器没有正常答复，可能没有保存。已填内容保存在本机，请稍后重新提交，不会重复登记。", retry());
      }
    }

    // The server found errors: its form takes this one's place, with everything typed in it.
    function comeBack(arrived) {
      isOver = true;
      window.clearTimeout(timer);
      const next = document.importNode(arrived, true);
      form.replaceWith(next);
      attend(next);
      next.dispatchEvent(new Event("form:arrived", { bubbles: true }));
      const summary = next.querySelector("[data-error-summary]");
      if (summary) {
        summary.focus();
        summary.scrollIntoView({ block: "start" });
      }
    }

    form.addEventListener("input", later);
    form.addEventListener("change", later);
    form.addEventListener("rows:added", later);
    form.addEventListener("click", function (event) {
      if (event.target.closest("[data-draft-discard]")) {
        discard();
      }
    });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      if (form.getAttribute("aria-busy") !== "true") {
        send();
      }
    });
    window.addEventListener("pagehide", function () {
      if (timer && document.contains(form)) {
        save();
      }
    });
    if ("sent" in form.dataset) {
      save();
    } else {
      restore();
    }
  }

  purge();
  if (new URLSearchParams(window.location.search).get("signed_out") === "1") {
    wipeAll();
  }
  document.querySelectorAll("[data-wipe-draft]").forEach(function (mark) { wipeSubmission(mark.dataset.wipeDraft); });
  document.addEventListener("submit", function (event) {
    if (event.target.matches("form[data-sign-out]")) {
      isSignedOut = true;
      wipeAll();
    }
  }, true);
  // After the page's own scripts, which add rows for a draft that has more of them.
  document.addEventListener("DOMContentLoaded", function () {
    document.querySelectorAll("form[data-draft]").forEach(attend);
  });
})();
