"""Layers, width, heads, words and the longest text of the models; gpt2 has the sizes of GPT-2 small."""
SIZES = {
    "gpt_6x384": (6, 384, 6, 8192, 1024),
    "gpt2": (12, 768, 12, 50257, 1024),
}
PROMPT = [3, 1415, 926, 5358, 979, 3238, 462, 6433]
