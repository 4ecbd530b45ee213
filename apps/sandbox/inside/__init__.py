"""What runs inside bubblewrap: zygote, supervisor, checker and learner."""
