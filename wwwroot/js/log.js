// The place in a log: at its end while following; on the same line while older ones come in above; at a line that is asked for.
// Rows all have one height, so a place is a number of rows.
export function create(box, dotnet, rowHeight) {
  let follow = false;
  let last = 0;
  let asked = false;
  let width = 0;

  const atEnd = () => box.scrollHeight - box.scrollTop - box.clientHeight < rowHeight;
  const toEnd = () => { box.scrollTop = box.scrollHeight; last = box.scrollTop; };

  function scrolled() {
    const top = box.scrollTop;
    if (top < last - 2 && follow && !atEnd()) {
      follow = false;
      dotnet.invokeMethodAsync('LeaveAsync');
    } else if (top > last && !follow && atEnd()) {
      dotnet.invokeMethodAsync('EndAsync');
    }

    if (top < last && top < 10 * rowHeight && !asked) {
      asked = true;
      dotnet.invokeMethodAsync('TopAsync').finally(() => { asked = false; });
    }

    last = top;
  }

  function measure() {
    const probe = box.querySelector('.log-probe');
    const letter = probe.getBoundingClientRect().width / 10;
    const room = box.clientWidth - parseFloat(getComputedStyle(box).getPropertyValue('--log-text-left')) - 16;
    const columns = Math.floor(room / letter);
    if (letter > 0 && columns !== width) {
      width = columns;
      dotnet.invokeMethodAsync('Widen', columns);
    }
  }

  // The rows in sight are put in after the scroll position is known, which may move the end again.
  const rows = new MutationObserver(() => { if (follow) toEnd(); });
  rows.observe(box, { childList: true, subtree: true, attributes: true, attributeFilter: ['style'] });
  const size = new ResizeObserver(measure);
  size.observe(box);
  box.addEventListener('scroll', scrolled, { passive: true });
  toEnd();

  return {
    update(shouldFollow, shift, show) {
      follow = shouldFollow;
      if (show >= 0) {
        box.scrollTop = Math.max(0, show * rowHeight - box.clientHeight / 3);
        last = box.scrollTop;
        box.scrollIntoView({ block: 'nearest' });
      } else if (follow) {
        toEnd();
      } else if (shift !== 0) {
        box.scrollTop += shift * rowHeight;
        last = box.scrollTop;
      }
    },
    dispose() {
      rows.disconnect();
      size.disconnect();
      box.removeEventListener('scroll', scrolled);
    },
  };
}
