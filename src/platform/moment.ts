/** A moment as people here write it, with the zone that their clock is in. */
export function moment(at: number): string {
  return new Date(at).toLocaleString(undefined, {
    ...{ year: "numeric", month: "short", day: "numeric" },
    ...{ hour: "numeric", minute: "2-digit", timeZoneName: "short" },
  });
}
