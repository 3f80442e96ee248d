using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace TraceKit.Architecture.Tests;

/// <summary>The summaries of an assembly's documentation comments, as plain text.</summary>
internal sealed partial class XmlDocs
{
    private readonly Dictionary<string, XElement> _summaries;

    private XmlDocs(XDocument document) =>
        _summaries = document.Descendants("member")
            .Where(member => member.Element("summary") is not null)
            .ToDictionary(member => member.Attribute("name")!.Value, member => member.Element("summary")!, StringComparer.Ordinal);

    public static XmlDocs Of(Assembly assembly) => new(XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")));

    public string Summary(Type type) => Plain($"T:{type.FullName}");

    public string Summary(Type type, string property) => Plain($"P:{type.FullName}.{property}");

    private string Plain(string name) => _summaries.TryGetValue(name, out XElement? summary) ? White().Replace(string.Concat(summary.Nodes().Select(Text)), " ").Trim() : string.Empty;

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see => (see.Attribute("cref") ?? see.Attribute("langword"))!.Value.Split('.', ':')[^1],
        XElement element => element.Value,
        _ => string.Empty,
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex White();
}
