// Process groups at work: detached, so that nobody else ends them when this process is interrupted.
const groups = new Set();
for (const signal of ["SIGINT", "SIGTERM"])
  process.once(signal, () => {
    groups.forEach(stop);
    process.exit(1);
  });

export function keepGroup(group) {
  groups.add(group);
}

export function stop(group) {
  groups.delete(group);
  try {
    process.kill(-group, "SIGKILL");
  } catch {
    // It has ended by itself, with all that it started.
  }
}
