using System.Text;

namespace TraceKit.Generators;

/// <summary>Source code under construction: lines and how far they stand in.</summary>
internal sealed class CodeText
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public CodeText Line(string line = "")
    {
        _ = line.Length == 0 ? _text : _text.Append(' ', _depth * 4).Append(line);
        _text.Append('\n');
        return this;
    }

    public CodeText Lines(IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            Line(line);
        }

        return this;
    }

    public CodeText Indented(IEnumerable<string> lines) => Right().Lines(lines).Left();

    public CodeText Right()
    {
        _depth++;
        return this;
    }

    public CodeText Left()
    {
        _depth--;
        return this;
    }

    public CodeText Open() => Line("{").Right();

    public CodeText Close(string with = "}") => Left().Line(with);

    public override string ToString() => _text.ToString();
}
