"""Links of pages to files outside of docs/ go to the repository, and pictures there are copied into the site."""
import os
import re

from mkdocs.structure.files import File

PICTURE = re.compile(r"!\[([^\]]*)\]\(\.\./([^)\s]+)\)")
LINK = re.compile(r"\]\(\.\./([^)\s]+)\)")


def root(config):
    return os.path.dirname(config.config_file_path)


def on_files(files, config):
    for page in list(files.documentation_pages()):
        with open(page.abs_src_path, encoding="utf-8") as text:
            for _, path in PICTURE.findall(text.read()):
                source = os.path.join(root(config), path)
                target = "pictures/" + os.path.basename(path)
                if files.get_file_from_path(target) is None:
                    files.append(File.generated(config, target, abs_src_path=source))
    return files


def on_page_markdown(markdown, page, config, files):
    for path in LINK.findall(markdown):
        if not os.path.exists(os.path.join(root(config), path.partition("#")[0])):
            raise FileNotFoundError(f"{page.file.src_path} links to ../{path}, which is not there")
    markdown = PICTURE.sub(lambda picture: f"![{picture[1]}](pictures/{os.path.basename(picture[2])})", markdown)
    return LINK.sub(lambda link: f"]({config.repo_url}/blob/main/{link[1]})", markdown)
