// Styles show what needs scripts only where they run. Stands in the page: no line comment at an end.
document.documentElement.classList.add("has-scripts");
