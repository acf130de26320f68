// Runs in the workbench's page: times each key from its press to the frame in which the editor shows what it typed.
/* global document, MutationObserver, performance, requestAnimationFrame, MessageChannel */
{
  const samples = [];
  let pressedAt;

  const afterPaint = (done) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = done;
      port2.postMessage(undefined);
    });

  globalThis.addEventListener("keydown", (event) => (pressedAt ??= event.timeStamp), { capture: true });
  new MutationObserver(() => {
    const from = pressedAt;
    if (from === undefined) return;
    pressedAt = undefined;
    afterPaint(() => samples.push(performance.now() - from));
  }).observe(document.querySelector(".part.editor .monaco-editor .view-lines"), {
    subtree: true,
    childList: true,
    characterData: true,
  });

  globalThis.typing = { samples };
}
