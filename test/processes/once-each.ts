/** The end of lines of which each was carried out once, and of which nobody has to ask. */
export const onceEach = {
  lost: [],
  doubled: [],
  mistaken: [],
  inDoubt: [],
  untrue: [],
  failures: [],
};
