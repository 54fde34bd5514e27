"""What the models are: BERT base and GPT-2 small, and a small one of each to try everything with."""
CLASSES = 2
# kind, layers, width, heads, inner width, words, longest text
SIZES = {
    "bert_small": ("bert", 2, 64, 4, 128, 1500, 128),
    "bert_base": ("bert", 12, 768, 12, 3072, 30522, 512),
    "gpt2_tiny": ("gpt2", 2, 64, 4, 256, 1500, 256),
    "gpt2_small": ("gpt2", 12, 768, 12, 3072, 50257, 1024),
}
# Tokens of the texts that the classifier answers, and the first one: they count up.
LENGTHS = [16, 128]
FIRST_TOKEN = 1000
# Before answers are measured, of each engine; Answers.java has it too.
WARM_SECONDS = 5
PROMPT = [3, 1415, 926, 535, 979, 323, 462, 643]
