"""What every other package leans on; knows none of them."""
