rootProject.name = "churn"
