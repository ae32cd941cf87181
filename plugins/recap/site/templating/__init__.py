"""What templates are lent: filters, words, addresses, values for machines."""
