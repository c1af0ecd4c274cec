// The survey at the door, and other forms with parts that depend on an answer. Everything also works without this file.
(function () {
  "use strict";
  function named(form, name) {
    return Array.from(form.elements).filter(function (field) { return field.name === name; });
  }

  function valueOf(form, name) {
    const fields = named(form, name);
    const ticked = fields.find(function (field) { return field.checked; });
    if (fields.length && (fields[0].type === "radio" || fields[0].type === "checkbox")) {
      return ticked ? ticked.value : "";
    }
    return fields.length ? fields[0].value.trim() : "";
  }

  // Parts that are asked for one answer only.
  function showParts(form) {
    const rules = rulesOf();
    form.querySelectorAll("[data-when]").forEach(function (part) {
      const answered = part.dataset.is.split(" ").includes(valueOf(form, part.dataset.when));
      const child = "ofAdults" in part.dataset && isChild(form, part.dataset.when.replace(/-\w+$/, ""), rules);
      part.hidden = !answered || child;
      if (part.parentElement.classList.contains("fact-row")) {
        part.parentElement.classList.toggle("is-open", !part.hidden);
      }
    });
  }

  function cardsOf(form) {
    return Array.from(form.querySelectorAll("details[data-member]"));
  }

  function isOff(form, card) {
    return valueOf(form, card.dataset.member + "-DELETE") !== "";
  }

  // 五清, live: the same groups of fields as households/rules/clears.py, told by the page.
  function rulesOf() {
    const element = document.getElementById("clears-rules");
    return element ? JSON.parse(element.textContent) : null;
  }

  function isKnown(form, name) {
    const fields = named(form, name);
    return valueOf(form, name) !== "" || fields.some(function (field) { return "known" in field.dataset; });
  }

  function isChild(form, prefix, rules) {
    const eldest = new Date();
    eldest.setFullYear(eldest.getFullYear() - rules.working_min);
    return new Date(valueOf(form, prefix + "-born")) > eldest;
  }

  function countClears(form, card, rules) {
    const prefix = card.dataset.member;
    const situation = valueOf(form, prefix + "-situation");
    const needed = isChild(form, prefix, rules) ? rules.needed_of_child : rules.needed;
    let count = 0;
    Object.keys(rules.needed).forEach(function (group) {
      const asked = situation === "" || situation === "1" || !rules.only_of_unemployed.includes(group);
      const clear = !asked || (needed[group] || []).every(function (name) { return isKnown(form, prefix + "-" + name); });
      const head = card.querySelector('[data-clear="' + group + '"]');
      if (head) {
        head.classList.toggle("is-clear", clear);
      }
      count += clear ? 1 : 0;
    });
    const mark = card.querySelector("[data-clears]");
    mark.textContent = "五清 " + count + "/5";
    mark.classList.toggle("mark-ok", count === 5);
    return count === 5;
  }

  function showClears(form) {
    const rules = rulesOf();
    const total = form.querySelector("[data-clears-total]");
    if (!rules || !total) {
      return;
    }
    const present = cardsOf(form).filter(function (card) { return !isOff(form, card); });
    const clear = present.filter(function (card) { return countClears(form, card, rules); }).length;
    const words = "成员 " + present.length + " 人，五清齐全 " + clear + " 人";
    if (total.textContent !== words) {
      total.textContent = words;
    }
  }

  // Titles and the choice of a spouse go by the names typed.
  function nameOf(form, card) {
    const number = card.querySelector("[data-member-title]").dataset.number;
    return valueOf(form, card.dataset.member + "-name") || "第" + number + "名成员";
  }

  function showNames(form) {
    const cards = cardsOf(form);
    cards.forEach(function (card) {
      card.querySelector("[data-member-title]").textContent = nameOf(form, card);
      card.classList.toggle("is-off", isOff(form, card));
      showSpouses(form, card, cards);
    });
  }

  function showSpouses(form, card, cards) {
    const select = named(form, card.dataset.member + "-spouse")[0];
    if (!select) {
      return;
    }
    const chosen = select.value;
    while (select.options.length > 1) {
      select.remove(1);
    }
    cards.forEach(function (other) {
      if (other !== card && !isOff(form, other)) {
        select.add(new Option(nameOf(form, other), other.dataset.member.split("-").pop()));
      }
    });
    select.value = chosen;
    if (select.selectedIndex < 0) {
      select.value = "";
    }
  }

  // The head and the one 配偶 are proposed as a couple; a choice made by hand stays.
  function proposeCouple(form) {
    const present = cardsOf(form).filter(function (card) { return !isOff(form, card); });
    const of = function (relation) {
      return present.filter(function (card) { return valueOf(form, card.dataset.member + "-relation") === relation; });
    };
    const heads = of("head");
    const spouses = of("spouse");
    if (heads.length !== 1 || spouses.length !== 1) {
      return;
    }
    const pair = [heads[0], spouses[0]].map(function (card) { return named(form, card.dataset.member + "-spouse")[0]; });
    if (pair.every(function (select) { return select && select.value === ""; })) {
      pair[0].value = spouses[0].dataset.member.split("-").pop();
      pair[1].value = heads[0].dataset.member.split("-").pop();
    }
  }

  function proposeForChild(form, field) {
    const prefix = field.name.slice(0, field.name.lastIndexOf("-"));
    const rules = rulesOf();
    if (rules && isChild(form, prefix, rules) && valueOf(form, prefix + "-situation") === "") {
      named(form, prefix + "-situation").forEach(function (radio) { radio.checked = radio.value === "na"; });
    }
  }

  // Members are added from the template; their number goes into every name and id.
  function addMember(form) {
    const total = form.elements["members-TOTAL_FORMS"];
    const most = Number(form.elements["members-MAX_NUM_FORMS"].value);
    const place = Number(total.value);
    if (place >= most) {
      return null;
    }
    const holder = document.createElement("div");
    holder.innerHTML = form.querySelector("template[data-member-template]").innerHTML
      .replace(/__prefix__/g, String(place)).replace(/__number__/g, String(place + 1));
    const card = holder.firstElementChild;
    form.querySelector("[data-members]").append(card);
    total.value = String(place + 1);
    refresh(form);
    card.dispatchEvent(new Event("rows:added", { bubbles: true }));
    return card;
  }

  function refresh(form) {
    showParts(form);
    if (form.querySelector("[data-members]")) {
      showNames(form);
      showClears(form);
    }
  }

  function start(form) {
    refresh(form);
    form.addEventListener("input", function () { refresh(form); });
    form.addEventListener("change", function (event) {
      const name = event.target.name || "";
      if (name.endsWith("-born")) {
        proposeForChild(form, event.target);
      }
      if (name.endsWith("-relation") || name.endsWith("-name")) {
        proposeCouple(form);
      }
      refresh(form);
    });
    form.addEventListener("click", function (event) {
      if (event.target.closest("[data-add-member]")) {
        event.preventDefault();
        const card = addMember(form);
        if (card) {
          card.querySelector("input:not([type=hidden])").focus();
        }
      }
    });
    // A draft that comes back may have more members than the page.
    form.addEventListener("draft:restoring", function (event) {
      const wanted = Number(event.detail.fields["members-TOTAL_FORMS"] || 0);
      while (Number(form.elements["members-TOTAL_FORMS"].value) < wanted && addMember(form)) {
        // One row at a time, until all are there.
      }
      showNames(form);
    });
    form.addEventListener("draft:restored", function () { refresh(form); });
    startChecks(form);
  }

  // Ticking all rows of a list, and how many are ticked.
  function startChecks(form) {
    const alls = Array.from(form.querySelectorAll("[data-check-all]"));
    const words = form.querySelector("[data-checked-count]");
    if (!alls.length) {
      return;
    }
    const boxes = named(form, alls[0].dataset.checkAll);
    const show = function () {
      const ticked = boxes.filter(function (box) { return box.checked; }).length;
      alls.forEach(function (all) {
        all.checked = ticked === boxes.length;
        all.indeterminate = ticked > 0 && ticked < boxes.length;
      });
      words.textContent = "已选 " + ticked + " " + (words.dataset.unit || "人次");
    };
    form.addEventListener("change", function (event) {
      if (alls.includes(event.target)) {
        boxes.forEach(function (box) { box.checked = event.target.checked; });
      }
      show();
    });
    show();
  }

  document.querySelectorAll("form[data-survey]").forEach(start);
  document.addEventListener("form:arrived", function (event) {
    if (event.target.matches("form[data-survey]")) {
      start(event.target);
    }
  });
  // What leads into a folded part opens it.
  document.addEventListener("click", function (event) {
    const link = event.target.closest("[data-error-summary] a[href^='#']");
    let place = link && document.getElementById(link.getAttribute("href").slice(1));
    while (place) {
      if (place.tagName === "DETAILS") {
        place.open = true;
      }
      place = place.parentElement;
    }
  }, true);
})();
