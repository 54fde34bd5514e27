build kotlin
check_kernels kotlin '0.68172836 [0.4741944, 0.68172836]' -cp 'target/churn.jar:target/lib/*' example.ChurnKt
