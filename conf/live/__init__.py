"""The site while somebody writes: built again on each change, shown in the browser at once."""
