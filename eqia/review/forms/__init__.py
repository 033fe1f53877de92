"""Forms filled in by hand: in Word without our anchors, and as the text of a PDF."""
