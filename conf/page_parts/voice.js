// What a screen reader says of changes that eyes can see.

const live = document.createElement("div");
live.className = "visually-hidden";
live.setAttribute("role", "status");
document.body.append(live);

/** Have a screen reader say something. @param {string} text */
export const announce = (text) => {
  live.textContent = "";
  setTimeout(() => (live.textContent = text), 50);
};
