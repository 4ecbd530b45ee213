"""What runs inside bubblewrap: zygote, its children checker and learner."""
