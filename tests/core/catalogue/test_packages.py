from core.catalogue.packages import files_of, read_files


def test_files_read_as_their_directory_does(catalogue_directory, package):
    read = read_files(files_of(catalogue_directory))

    assert read.catalogue == package.catalogue
    assert read.refusals == package.refusals
    assert read.sources == package.sources


def test_each_file_is_refused_by_itself(catalogue_directory, package):
    files = files_of(catalogue_directory)
    spoilt = {**files, "matters/WJ-01.yaml": b"\xff", "matter.yaml": b"", "notes/a.yaml": b"]"}

    read = read_files(spoilt)

    assert {(f.rule, f.file) for f in read.refusals} - {
        (f.rule, f.file) for f in package.refusals
    } == {("encoding", "matters/WJ-01.yaml"), ("unknown-file", "matter.yaml")}
    assert read.catalogue.matters.keys() == package.catalogue.matters.keys() - {"WJ-01"}


def test_lists_that_are_not_there_are_missed():
    assert [finding.file for finding in read_files({}).refusals] == [
        "departments.yaml",
        "documents.yaml",
        "elements.yaml",
        "licences.yaml",
        "questions.yaml",
        "subjects.yaml",
    ]
