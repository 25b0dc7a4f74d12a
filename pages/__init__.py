"""One file a chapter: CHAPTER and render."""
