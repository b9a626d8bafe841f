/**
 * Milliseconds before each look: what was created a moment ago may be listed without its id at first (around 14.0.2), or
 * not at all where reads come from a copy of the database.
 */
export const LOOKS = [0, 250, 500, 1000, 2000, 4000];

/**
 * Milliseconds before each look where a read shows less than was sent: it may come from a copy of the database that is a
 * little behind.
 */
export const LAG_LOOKS = [0, 500, 1000, 2000];
