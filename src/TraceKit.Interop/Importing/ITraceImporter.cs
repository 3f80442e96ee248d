namespace TraceKit.Interop.Importing;

/// <summary>Turns the traces of one foreign format into run files.</summary>
/// <remarks>Importers hold no state: one may be used from many threads, as long as no two write to the same folder at a time.</remarks>
public interface ITraceImporter
{
    /// <summary>Name of the format, such as <c>tau-bench</c>; every origin carries it.</summary>
    string Format { get; }

    /// <summary>What the format is, in one sentence.</summary>
    string Description { get; }

    /// <summary>Says whether a file, or anything in a folder, is of this format.</summary>
    /// <param name="path">A file or a folder. What is not there, or cannot be read, is not recognised.</param>
    bool Recognises(string path);

    /// <summary>Imports a file, or all that a folder holds of this format, in ordinal order of the names.</summary>
    /// <param name="path">A file or a folder, which is searched through and through.</param>
    /// <param name="options">Where the runs go and what the source does not say.</param>
    /// <returns>What was read, what became of it, and what was noticed. A bad record is a finding and never stops the rest.</returns>
    /// <remarks>The same bytes and options give the same run files, byte for byte; a run that is there already is left alone.</remarks>
    /// <exception cref="DirectoryNotFoundException">There is no such file or folder.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be read: passing over it would lose runs in silence.</exception>
    /// <exception cref="IOException">The run files cannot be written.</exception>
    ImportReport Import(string path, ImportOptions options);
}
