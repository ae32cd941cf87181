(function () {
  'use strict';
  var host = document.querySelector('recap-preview');
  var root = host.shadowRoot;
  if (!root) return;  // a browser without declarative shadow roots shows the page as it is
  var place = 'recap-preview-place ' + location.pathname;
  var margin = root.querySelector('.margin');
  var source;
  var WIDTH = 320, BESIDE = 1000;
  var LENGTH = /((?:min-width|max-width|width)\s*(?::|[<>]=?)\s*)([\d.]+)(px|rem|em)/g;
  var BLOCKS = 'p, li, h1, h2, h3, h4, h5, h6, td, th, dt, dd, pre, blockquote, figcaption';
  var asked = new Map();  // a rule of a style sheet -> the media it is for

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
  // The margin takes its width from the page, and the page is laid out as in a window that much narrower.
  function room() {
    var beside = margin.open && innerWidth >= BESIDE;
    margin.classList.toggle('beside', beside);
    document.body.style.marginRight = beside ? WIDTH + 'px' : '';
    document.body.style.paddingBottom = margin.open && !beside ? '45vh' : '';
    Array.prototype.forEach.call(document.styleSheets, function (sheet) {
      try { narrow(sheet.cssRules, beside); } catch (error) { /* another site's sheet cannot be read */ }
    });
    sessionStorage.setItem('recap-preview-margin', margin.open ? 'open' : '');
  }
  function narrow(rules, beside) {
    Array.prototype.forEach.call(rules, function (rule) {
      if (rule.cssRules) narrow(rule.cssRules, beside);
      if (!rule.media) return;
      var own = asked.get(rule);
      if (own === undefined) asked.set(rule, own = rule.media.mediaText);
      var wanted = beside ? own.replace(LENGTH, function (whole, before, number, unit) {
        return before + (+number + WIDTH / (unit === 'px' ? 1 : 16)) + unit;
      }) : own;
      if (rule.media.mediaText !== wanted) rule.media.mediaText = wanted;
    });
  }
  // What is written in a line of the source, and what the page shows of it, differ in signs: letters are compared.
  function letters(element) {
    return element.textContent.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  }
  function about(note, main, blocks) {
    var words = note.dataset.words;
    var anchor = document.getElementById(note.dataset.under || '');
    if (+note.dataset.line < +note.parentElement.dataset.body) return main.querySelector('h1') || main;
    if (note.dataset.at && anchor) return anchor;
    var found = words && blocks.filter(function (block) {
      var below = !anchor || block.element === anchor ||
        anchor.compareDocumentPosition(block.element) & Node.DOCUMENT_POSITION_FOLLOWING;
      return below && block.letters.indexOf(words) !== -1;
    });
    var block = found && found.length ? innermost(found) : anchor || main;
    var links = note.dataset.url ? Array.prototype.filter.call(main.querySelectorAll('a[href], iframe[src]'), function (each) {
      return (each.getAttribute('href') || each.getAttribute('src')) === note.dataset.url && each.getClientRects().length;
    }) : [];
    return links.find(function (link) { return block.contains(link); }) || links[0] || block;
  }
  function innermost(found) {
    var block = found[0].element;
    found.forEach(function (each) { if (block.contains(each.element)) block = each.element; });
    return block;
  }
  function beside() {
    var list = root.querySelector('.notes ol');
    if (!list || !margin.classList.contains('beside')) return;
    var main = document.querySelector('main') || document.body;
    var blocks = Array.prototype.map.call(main.querySelectorAll(BLOCKS), function (element) {
      return { element: element, letters: letters(element) };
    });
    var placed = Array.prototype.map.call(list.children, function (note, number) {
      var element = about(note, main, blocks);
      note.onmouseenter = function () { element.style.outline = '2px solid #b35900'; };
      note.onmouseleave = function () { element.style.outline = ''; };
      return { note: note, number: number, top: element.getClientRects()[0] ? element.getClientRects()[0].top + scrollY : 0 };
    });
    placed.sort(function (one, other) { return one.top - other.top || one.number - other.number; });
    placed.forEach(function (each) { each.note.classList.remove('tight'); });
    // Where notes are many, those of links are a line each; a hand on them shows the rest.
    placed.filter(function (each, number) {
      var next = placed[number + 1], before = placed[number - 1];
      return (next && each.top + each.note.offsetHeight > next.top) || (before && before.top + before.note.offsetHeight > each.top);
    }).forEach(function (each) { each.note.classList.add('tight'); });
    var free = list.getBoundingClientRect().top + scrollY;
    placed.forEach(function (each) {
      var top = Math.max(each.top, free);
      each.note.style.top = top + 'px';
      free = top + each.note.offsetHeight + 4;
    });
    margin.style.setProperty('--page', paper());
    margin.style.height = Math.max(free + 40, document.documentElement.scrollHeight) + 'px';
  }
  function paper() {
    var colours = [document.body, document.documentElement].map(function (each) { return getComputedStyle(each).backgroundColor; });
    return colours.find(function (colour) { return colour !== 'rgba(0, 0, 0, 0)'; }) || 'Canvas';
  }
  function show() {
    room();
    if (!margin.open) { margin.style.height = ''; return; }
    fetch('/.recap/margin' + location.pathname).then(function (answer) {
      return answer.text();
    }).then(function (html) {
      root.querySelector('.notes').innerHTML = html;
      beside();
    }).catch(function () {});  // the preview has ended
  }
  function again() {
    margin.style.height = '';
    Array.prototype.forEach.call(root.querySelectorAll('.notes ol > li'), function (note) { note.style.top = ''; });
    room();
    beside();
  }

  if (sessionStorage.getItem(place) !== null) {
    back();
    if (document.readyState === 'complete') arrive();
    else addEventListener('load', arrive);  // pictures have their height now
  }
  margin.addEventListener('toggle', show);
  root.querySelector('.notes').addEventListener('toggle', beside, true);
  addEventListener('resize', again);
  addEventListener('load', again);
  new ResizeObserver(beside).observe(document.body);  // pictures come, and the theme moves things, too
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
