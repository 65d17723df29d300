"""The list engine: one declaration per list gives grid, filters, paging, counts, charts and exports."""
