(function () {
  'use strict';
  var host = document.querySelector('recap-preview');
  var root = host.shadowRoot;
  if (!root) return;  // a browser without declarative shadow roots shows the page as it is
  var place = 'recap-preview-place ' + location.pathname;
  var margin = root.querySelector('.margin');
  var source;

  function back() {
    var y = sessionStorage.getItem(place);
    if (y !== null) scrollTo({ top: +y, behavior: 'instant' });
  }
  function arrive() {
    back();
    sessionStorage.removeItem(place);
  }
  function reload() {
    sessionStorage.setItem(place, scrollY);
    location.reload();
  }
  function listen() {
    source = new EventSource('/.recap/events');
    source.addEventListener('built', function (event) {
      if (event.data !== host.dataset.version) reload();
    });
  }
  function room() {
    var beside = margin.open && innerWidth > 900;
    document.body.style.marginRight = beside ? '340px' : '';
    sessionStorage.setItem('recap-preview-margin', margin.open ? 'open' : '');
  }
  function show() {
    room();
    if (!margin.open) return;
    fetch('/.recap/margin' + location.pathname).then(function (answer) {
      return answer.text();
    }).then(function (html) {
      root.querySelector('.notes').innerHTML = html;
    }).catch(function () {});  // the preview has ended
  }

  if (sessionStorage.getItem(place) !== null) {
    back();
    if (document.readyState === 'complete') arrive();
    else addEventListener('load', arrive);  // pictures have their height now
  }
  margin.addEventListener('toggle', show);
  margin.open = sessionStorage.getItem('recap-preview-margin') === 'open';
  if (margin.open) room();
  // A browser opens few connections to one host: tabs that nobody sees hold none.
  document.addEventListener('visibilitychange', function () {
    source.close();
    if (!document.hidden) listen();
  });
  // A connection that is open when the page is left would keep it from coming back as it was.
  addEventListener('pagehide', function () { source.close(); });
  addEventListener('pageshow', function (event) { if (event.persisted) listen(); });
  listen();
})();
