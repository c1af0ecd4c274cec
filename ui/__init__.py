"""How anything looks; knows no household. The guide for the other apps is docs/ui.md."""
