build quickstart
check_kernels quickstart 0.68172836 -cp 'target/churn.jar:target/lib/*' example.Churn
