// The remembered choice, before anything is shown.
try {
document.documentElement.dataset.reading = JSON.parse(localStorage.getItem("mundap-reading") || "null") || "both";
} catch (error) {
document.documentElement.dataset.reading = "both";
}
