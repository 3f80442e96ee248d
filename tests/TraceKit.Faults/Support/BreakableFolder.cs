namespace TraceKit.Faults.Support;

/// <summary>A folder in which nothing can be made while it is broken; files that are open in it live on.</summary>
internal sealed class BreakableFolder
{
    private readonly string _path;
    private readonly string _away;

    public BreakableFolder(string path)
    {
        _path = Directory.CreateDirectory(path).FullName;
        _away = _path + ".away";
    }

    public bool IsBroken { get; private set; }

    public string this[string name] => Path.Combine(_path, name);

    public void Break()
    {
        Directory.Move(_path, _away);
        File.WriteAllBytes(_path, []);
        IsBroken = true;
    }

    public void Mend()
    {
        File.Delete(_path);
        Directory.Move(_away, _path);
        IsBroken = false;
    }
}
