// Runs in the workbench's page and in the frame of a panel: what a person waits for is timed where it is drawn, so that
// the way between the page and the benchmark does not count. Times are milliseconds since the epoch, the one clock that
// frames share.
/* global document, InputEvent, MutationObserver, MouseEvent, performance, requestAnimationFrame, setTimeout, WheelEvent */
{
  const now = () => performance.timeOrigin + performance.now();

  /** Asks `look` after every change of the page; resolves with the time of the first yes. */
  const timeWhen = (look) =>
    new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error("What was to be timed did not show within 60 s.")), 60_000);
      const check = () => {
        if (!look()) return;
        observer.disconnect();
        resolve(now());
      };
      const observer = new MutationObserver(check);
      observer.observe(document, { subtree: true, childList: true, attributeFilter: ["aria-busy"] });
      check();
    });

  /** Asks `look` in every frame that is drawn; for what has to be pushed on, where waiting for changes is not enough. */
  const timeWhenFrame = (look) =>
    new Promise((resolve) => {
      const check = () => (look() ? resolve(now()) : requestAnimationFrame(check));
      check();
    });

  const pane = (title) =>
    [...document.querySelectorAll(".pane")].find(
      (element) => element.querySelector(".pane-header h3.title")?.textContent === title,
    );

  const rowsOf = (title) => [...(pane(title)?.querySelectorAll(".monaco-list-row") ?? [])];
  const label = (row) => row.querySelector(".label-name")?.textContent ?? "";
  const position = (row) => Number(row.getAttribute("data-index"));

  const scrollToEnd = (title) => {
    const far = { deltaY: 1_000_000, wheelDeltaY: -1_000_000 }; // VS Code reads the second, which has the other sign
    const list = pane(title)?.querySelector(".monaco-list .monaco-scrollable-element");
    list?.dispatchEvent(new WheelEvent("wheel", { ...far, bubbles: true, cancelable: true }));
  };

  const click = (row) => {
    for (const type of ["mousedown", "mouseup", "click"])
      row.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, detail: 1 }));
  };

  /** Scrolls down and clicks each new "Load More", until `count` rows are there and nothing more to load. */
  const loadedAll = (title, count) => {
    let clickedAt = -1;
    return () => {
      const last = rowsOf(title).toSorted((a, b) => position(b) - position(a))[0];
      if (last === undefined) return false;
      if (label(last) !== "Load More") {
        if (position(last) === count - 1) return true;
        scrollToEnd(title);
      } else if (position(last) > clickedAt) {
        clickedAt = position(last);
        click(last);
      }
      return false;
    };
  };

  /** Whether a panel's page shows all it has. A mail's frame is part of that: its document comes with the page. */
  const panelDrawn = () => document.querySelector('#panel[aria-busy="false"] h1') !== null;

  /** Whether a report shows rows. */
  const rowsDrawn = () => (document.querySelector(".grid-body [role=row] bdi")?.textContent ?? "") !== "";

  /** Does something to a report's table; resolves with the milliseconds until its rows show what was asked for. */
  const answered = async (act) => {
    const startedAt = now();
    act();
    await document.querySelector("instantly-table").updateComplete; // from now on it says that it is busy
    return (await timeWhen(() => document.querySelector('.grid[aria-busy="false"]') !== null)) - startedAt;
  };

  const type = (text) => {
    const input = document.querySelector(".filter");
    input.value = text;
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  };

  const pressHead = (label) =>
    [...document.querySelectorAll(".grid-head button")]
      .find((button) => button.textContent.trim() === label)
      .click();

  /** A mail's body stands in its frame once that has loaded; as text it stands in the page itself. */
  const mailDrawn = () =>
    new Promise((resolve, reject) => {
      const isLoaded = document.querySelector("iframe.mail-frame") !== null; // before anybody listened
      const onLoad = ({ target }) => target.matches?.("iframe.mail-frame") && resolve(now());
      document.addEventListener("load", onLoad, { capture: true });
      timeWhen(() => isLoaded || document.querySelector(".mail-text") !== null).then(resolve, reject);
    });

  /** The same of another mail than the one that is there now, in the same page. */
  const nextMailDrawn = () =>
    new Promise((resolve, reject) => {
      const head = () => document.querySelector("header")?.textContent;
      const before = head();
      const onLoad = ({ target }) =>
        target.matches?.("iframe.mail-frame") && head() !== before && resolve(now());
      document.addEventListener("load", onLoad, { capture: true });
      timeWhen(() => head() !== before && document.querySelector(".mail-text") !== null).then(
        resolve,
        reject,
      );
    });

  /** Every message of a conversation stands there, and the body of the one that it was opened for. */
  const threadDrawn = (count) =>
    Promise.all([
      mailDrawn(),
      timeWhen(() => document.querySelectorAll(".letter .letter-who").length === count),
    ]).then((times) => Math.max(...times));

  globalThis.stopwatch = {
    pressedAt: undefined,
    firstRow: (title) => timeWhen(() => rowsOf(title).some((row) => label(row) !== "")),
    allRows: (title, count) => timeWhenFrame(loadedAll(title, count)),
    panelDrawn: () => timeWhen(panelDrawn),
    rowsDrawn: () => timeWhen(rowsDrawn),
    filtered: (text) => answered(() => type(text)),
    sorted: (label) => answered(() => pressHead(label)),
    mailDrawn,
    nextMailDrawn,
    threadDrawn: () => threadDrawn(100),
  };
  const press = (event) => (globalThis.stopwatch.pressedAt = performance.timeOrigin + event.timeStamp);
  globalThis.addEventListener("pointerdown", press, { capture: true });
}
