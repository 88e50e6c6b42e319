"""旧站导入 (补录): a folder with a list and files, read and judged whole before anything is stored."""
