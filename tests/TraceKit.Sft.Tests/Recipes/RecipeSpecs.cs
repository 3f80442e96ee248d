using TraceKit.Sft.Recipes;
using TraceKit.TestKit;
using Xunit;

namespace TraceKit.Sft.Tests.Recipes;

public sealed class RecipeSpecs
{
    [Fact]
    public void A_recipe_that_says_nothing_is_the_default()
    {
        using var folder = new TempFolder();

        SftRecipe recipe = RecipeFile.Load(folder.Write("r.json", "{}"u8));

        Assert.Equal(("trl", "task", "all", 0.8), (recipe.Format, recipe.Split.By, recipe.Select.Outcome, recipe.Split.TrainShare));
    }

    [Fact]
    public void Comments_and_trailing_commas_are_allowed()
    {
        using var folder = new TempFolder();

        Assert.Equal("openai", RecipeFile.Load(folder.Write("r.json", "{ // for the old trainer\n \"format\": \"openai\", }"u8)).Format);
    }

    [Theory]
    [InlineData("""{"format":"axolotl7"}""", "'format' is 'axolotl7': it can be openai, trl")]
    [InlineData("""{"rows":["chat","poem"]}""", "'rows' is 'poem'")]
    [InlineData("""{"rows":[]}""", "'rows' is empty")]
    [InlineData("""{"split":{"by":"moon"}}""", "'split.by' is 'moon': it can be task, run, random")]
    [InlineData("""{"split":{"train":0.9,"validation":0.2}}""", "add up to at most 1")]
    [InlineData("""{"select":{"outcome":"luck"}}""", "'select.outcome' is 'luck'")]
    [InlineData("""{"system_prompts":{"poet":"x"}}""", "'system_prompts' is 'poet'")]
    [InlineData("""{"colour":"red"}""", "colour")]
    [InlineData("""{"format":"trl","format":"openai"}""", "uplicate")]
    [InlineData("""{"format":""", ":1:")]
    [InlineData("null", "not null")]
    public void A_recipe_that_cannot_be_followed_names_the_file_and_the_member(string text, string expected)
    {
        using var folder = new TempFolder();
        string path = folder.Write("r.json", System.Text.Encoding.UTF8.GetBytes(text));

        RecipeException refusal = Assert.Throws<RecipeException>(() => RecipeFile.Load(path));

        Assert.StartsWith(path, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }
}
