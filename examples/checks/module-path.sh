copy module-path
cd "$work/module-path"
quietly maven package
check_kernels module-path \
  '[-0.8887128, -1.4591615, 0.7769134, -1.466649, -0.91470814, 0.7480264, 0.49879873, 0.77298355, 0.09666991]' \
  -p target/predict.jar:target/lib -m example.predict/example.Predict \
  "$testdata/layers/custom/attention_k3/model.h5" "$testdata/layers/custom/attention_k3/golden.npz"
