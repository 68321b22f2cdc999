"""Use-cases on the association itself: profile, statute, years, texts, projects."""
