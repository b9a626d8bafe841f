import { message } from "../text/message";

/** By itself, because the grid says it while somebody types and needs no other rule for that. */
export const notADate = (value: string) =>
  message('"{value}" is not a date. Write it as YYYY-MM-DD, or leave it blank for never.', { value });
