// The choice between answers in depth and in plain words, kept for the whole site.
(() => {
  const page = document.documentElement;
  /** @type {NodeListOf<HTMLInputElement>} */
  const choices = document.querySelectorAll(".reading-choice input");

  const show = (choice) => {
    page.dataset.reading = choice;
    for (const each of choices) each.checked = each.value === choice;
  };

  if (![...choices].some((each) => each.value === page.dataset.reading)) page.dataset.reading = "both";
  show(page.dataset.reading);
  for (const each of choices) {
    each.addEventListener("change", () => {
      mundap.keepInPlace(() => show(each.value));
      mundap.write("reading", each.value);
      mundap.announce(mundap.texts[each.value]);
    });
  }
  // Another tab has chosen.
  addEventListener("storage", (event) => {
    if (event.key === "mundap-reading") mundap.keepInPlace(() => show(mundap.read("reading", "both")));
  });
})();
