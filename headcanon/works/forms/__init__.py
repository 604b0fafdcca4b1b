"""What an author fills in about her works. Texts may be Markdown, HTML or plain words; names have commas between them."""
