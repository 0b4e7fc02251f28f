"""Official papers as files to be worked on further: Word documents and workbooks."""
