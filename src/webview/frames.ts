/**
 * Work that need not be done more often than somebody can see: at once when nothing was done in this frame, else with the
 * next one. Many messages that come together are shown together.
 */
export function oncePerFrame(work: () => void, nextFrame: (then: () => void) => void): () => void {
  let [waits, again] = [false, false];
  return function run() {
    again = waits;
    if (waits) return;
    waits = true;
    nextFrame(() => {
      waits = false;
      if (again) run();
    });
    work();
  };
}
