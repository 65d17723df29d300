"""The forms of people and organisations; the operations save them."""
