// Long choices found by typing (tom-select); without script they stay plain lists.
(function () {
  "use strict";
  function search(url) {
    return function (query, done) {
      const address = new URL(url, window.location.href);
      address.searchParams.set("q", query);
      window.fetch(address, { headers: { Accept: "application/json" } })
        .then(function (response) { return response.ok ? response.json() : []; })
        .then(done, function () { done(); });
    };
  }

  function start(select) {
    const url = select.dataset.picker;
    const options = {
      allowEmptyOption: true,
      maxOptions: 200,
      render: {
        no_results: function () { return '<div class="no-results">没有找到</div>'; },
        loading: function () { return '<div class="no-results">正在查找…</div>'; },
      },
    };
    if (select.multiple) {
      options.plugins = { remove_button: { title: "移除" } };
    }
    if (url) {
      options.load = search(url);
    }
    new window.TomSelect(select, options);
    select.setAttribute("aria-hidden", "true"); // the label now names the box that is typed into
  }

  function startAll(scope) {
    scope.querySelectorAll("select[data-picker]").forEach(function (select) {
      if (!select.tomselect) {
        start(select);
      }
    });
  }

  startAll(document);
  document.addEventListener("htmx:afterSettle", function () { startAll(document); });
  document.addEventListener("rows:added", function () { startAll(document); });
})();
