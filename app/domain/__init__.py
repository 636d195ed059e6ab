"""What a journal is: plain values and rules, standard library only."""
